#!/usr/bin/env bash
# Reports that a document was taken in and registered (03).
source "$(dirname "$0")/call.sh"
call "200 201" -H "Content-Type: application/json" --data @- statuses <<JSON
{
  "from": "${FROM:-000.00.00.H17}", "to": "${TO:-000.00.00.G22}", "documentId": "${1:?which document?}",
  "statusCode": "03", "description": "Đã tiếp nhận, vào sổ văn bản đến",
  "staff": {"department": "Văn thư", "name": "Trần Thị Thử"}
}
JSON
