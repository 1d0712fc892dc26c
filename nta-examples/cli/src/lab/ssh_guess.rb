# ssh_guess.rb HOST PORT WORDS GAP: wrong passwords by net-ssh.
require "net/ssh"

host, port, words, gap = ARGV
File.readlines(words, chomp: true).each do |word|
  begin
    Net::SSH.start(host, "root", port: port.to_i, password: word, auth_methods: ["password"], number_of_password_prompts: 0,
                   verify_host_key: :never, non_interactive: true, timeout: 10, config: false) { }
  rescue StandardError
    nil
  end
  sleep gap.to_f
end
