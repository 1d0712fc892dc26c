# ssh_guess.pl HOST PORT WORDS GAP: wrong passwords by libssh2, three a connection.
use strict;
use warnings;
use Net::SSH2;

my ($host, $port, $file, $gap) = @ARGV;
open(my $words, "<", $file) or die $!;
my @words = <$words>;
chomp @words;
while (@words) {
    my $ssh = Net::SSH2->new(timeout => 10000);
    if ($ssh->connect($host, $port)) {
        for my $word (splice(@words, 0, 3)) {
            $ssh->auth_password("admin", $word);
            sleep $gap;
        }
    } else {
        sleep 1;
    }
    $ssh->disconnect;
}
