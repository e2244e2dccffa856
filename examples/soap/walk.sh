#!/usr/bin/env bash
# Sends a sample document from one system to another and brings its statuses back: every operation of the contract once.
#
# CONGVAN_URL                   the node, http://localhost:8080 where not set
# CONGVAN_DEMO_SECRET_VPCP      secret of the sending system vpcp
# CONGVAN_DEMO_SECRET_DANANG    secret of the receiving system danang
set -euo pipefail
cd "$(dirname "$0")"
: "${CONGVAN_DEMO_SECRET_VPCP:?the secret of system vpcp}" "${CONGVAN_DEMO_SECRET_DANANG:?the secret of system danang}"
url="${CONGVAN_URL:-http://localhost:8080}/soap/exchange"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
number=$(date +%s)$RANDOM
since=$(date -u +%Y-%m-%dT00:00:00Z)

# curl keeps the secret out of the list of processes this way
system() {
  local secret="CONGVAN_DEMO_SECRET_${1^^}"
  printf 'user = "%s:%s"\n' "$1" "${!secret}" > "$work/$1.curl"
}
system vpcp
system danang

# call SYSTEM FILE [NAME=VALUE]...: fills the blanks of FILE, sends it, shows the answer; a fault ends the walk
call() {
  local who=$1 file=$2 blank
  shift 2
  cp "$file" "$work/request.xml"
  for blank in "$@"; do sed -i "s|@${blank%%=*}@|${blank#*=}|g" "$work/request.xml"; done
  echo "== $who: $file"
  curl --silent --show-error --fail-with-body --config "$work/$who.curl" \
    --header 'Content-Type: text/xml; charset=utf-8' --header 'SOAPAction: ""' \
    --data-binary "@$work/request.xml" --output "$work/answer" "$url" || { cat "$work/answer" >&2; exit 1; }
  cat "$work/answer"
  echo
}

# waiting SYSTEM FILE: lists until the sample document is there, and leaves its transferId in $transfer
waiting() {
  local try
  for try in $(seq 30); do
    call "$1" "$2" "SINCE=$since" > "$work/shown"
    transfer=$(sed 's|<transferId>|\n&|g' "$work/answer" | grep -F "$number/VD-MAU" | head -1 | sed 's|<transferId>\([^<]*\)<.*|\1|' || true)
    [ -z "$transfer" ] || { cat "$work/shown"; return; }
    sleep 1
  done
  echo "nothing arrived: $2" >&2
  exit 1
}

call vpcp get-organizations.xml

sed "s|@NUMBER@|$number|g" van-ban.edxml > "$work/van-ban.edxml"
echo "== vpcp: send-document.xml (MTOM)"
{
  printf -- '--ranh-gioi\r\nContent-ID: <envelope@example>\r\nContent-Type: application/xop+xml; charset=UTF-8; type="text/xml"\r\n\r\n'
  cat send-document.xml
  printf -- '\r\n--ranh-gioi\r\nContent-ID: <package@example>\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\n\r\n'
  cat "$work/van-ban.edxml"
  printf -- '\r\n--ranh-gioi--\r\n'
} | curl --silent --show-error --fail-with-body --config "$work/vpcp.curl" \
  --header 'Content-Type: multipart/related; type="application/xop+xml"; boundary="ranh-gioi"; start="<envelope@example>"; start-info="text/xml"' \
  --header 'SOAPAction: ""' --request POST --upload-file - "$url"
echo

# the same package, inline this time: the same answer, repeated
call vpcp send-document-inline.xml "BASE64=$(base64 -w0 "$work/van-ban.edxml")"

waiting danang get-pending-document-ids.xml
call danang get-document.xml "TRANSFER=$transfer"
call danang confirm-received.xml "TRANSFER=$transfer"

waiting vpcp get-pending-statuses.xml
call vpcp confirm-received.xml "TRANSFER=$transfer"

call danang send-status.xml "NUMBER=$number"
waiting vpcp get-pending-statuses.xml
call vpcp confirm-received.xml "TRANSFER=$transfer"
call vpcp get-deliveries.xml "NUMBER=$number"
