#!/usr/bin/env bash
# Lists what waits, documents or statuses.
source "$(dirname "$0")/call.sh"
call 200 --get --data-urlencode "type=${1:-edoc}" inbox
