#!/usr/bin/env bash
# Sends a ready edXML package; its bytes travel unchanged.
source "$(dirname "$0")/call.sh"
file=${1:?which package?}
call "200 201" -H "Content-Type: application/xml" -H "Idempotency-Key: package-$(sha256sum "$file" | cut -c1-32)" \
  --data-binary "@$file" packages
