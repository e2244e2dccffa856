#!/usr/bin/env bash
# What became of a document at each recipient, with history.
source "$(dirname "$0")/call.sh"
call 200 --get --data-urlencode "documentId=${1:?which document?}" deliveries
