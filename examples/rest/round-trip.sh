#!/usr/bin/env bash
# A document on its whole way: vpcp sends it, danang fetches, confirms and registers it, vpcp sees what became of it.
here=$(dirname "$0")
source "$here/call.sh"
: "${CONGVAN_SECRET_DANANG:?the secret of system danang is needed}"
as_danang() {
  CONGVAN_SYSTEM=danang CONGVAN_SECRET=$CONGVAN_SECRET_DANANG "$@"
}
fetched=$(mktemp)
trap 'rm -f "$fetched"' EXIT

receipt=$("$here/send-document.sh")
echo "sent:      $receipt"
document=$(member documentId <<<"$receipt")

transfer=
for _ in $(seq 1 60); do
  # one item a line, so that the line of our document is the item of our document
  transfer=$(as_danang "$here/inbox.sh" | sed 's/{"transferId"/\n&/g' | grep -F "\"documentId\":\"$document\"" \
    | member transferId || true)
  [[ -n $transfer ]] && break
  sleep 0.5
done
: "${transfer:?the document did not arrive}"
as_danang "$here/fetch.sh" "$transfer" "$fetched"
echo "fetched:   $(wc -c <"$fetched") bytes"
echo "confirmed: $(as_danang "$here/confirm.sh" "$transfer")"
echo "reported:  $(as_danang "$here/report-status.sh" "$document")"
echo "delivery:  $("$here/deliveries.sh" "$document")"
