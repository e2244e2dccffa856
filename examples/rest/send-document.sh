#!/usr/bin/env bash
# Sends a document as metadata and a file. The same key again gets the same answer.
source "$(dirname "$0")/call.sh"
number=${1:-$(date +%s)}
metadata=$(cat <<JSON
{
  "from": "${FROM:-000.00.00.G22}", "to": ["${TO:-000.00.00.H17}"],
  "number": "$number", "notation": "VPCP-KSTT", "issueDate": "2026-11-23", "place": "Hà Nội",
  "typeName": "Công văn", "subject": "Về việc thử nghiệm liên thông văn bản",
  "signer": {"capacity": "TL.", "position": "Vụ trưởng", "name": "Nguyễn Văn Mẫu"},
  "urgency": "URGENT", "toPlaces": ["Như trên", "Lưu: VT"]
}
JSON
)
call "200 201" -H "Idempotency-Key: example-$number" -F "metadata=$metadata;type=application/json" \
  -F "file=@$(dirname "$0")/sample.pdf;filename=Công văn $number.pdf" documents
