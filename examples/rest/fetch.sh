#!/usr/bin/env bash
# Fetches a package into a file; run again after a break, it fetches only what is missing.
source "$(dirname "$0")/call.sh"
transfer=${1:?which transfer?} file=${2:?into which file?}
call "200 206 416" --continue-at - --output "$file" "inbox/$transfer/content"
