#!/bin/bash
# all.sh FOLDER [WIDTH]: makes the captures of captures.txt (network, scenario, seed a line), WIDTH at a time; skips those that are there.
here=$(cd "$(dirname "$0")" && pwd)
export here FOLDER=$1
xargs -P "${2:-8}" -L1 bash -c '[ -e "$FOLDER/$0-$1.pcap" ] || "$here/make.sh" "$0" "$1" "$2" "$FOLDER"' <"$here/captures.txt"
