#!/usr/bin/env bash
# What was sent, newest first.
source "$(dirname "$0")/call.sh"
call 200 --get --data-urlencode "limit=${1:-20}" sent
