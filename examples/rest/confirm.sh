#!/usr/bin/env bash
# Confirms that a package is safely stored; may be repeated.
source "$(dirname "$0")/call.sh"
call 200 -H "Content-Type: application/json" --data '{"outcome": "DONE"}' "inbox/${1:?which transfer?}/confirmation"
