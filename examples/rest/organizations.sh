#!/usr/bin/env bash
# Searches the directory; accents and case do not matter.
source "$(dirname "$0")/call.sh"
call 200 --get --data-urlencode "q=${1:-quang ninh}" organizations
