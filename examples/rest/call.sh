# Read by the other scripts: `call EXPECTED_STATUS curl-arguments… PATH`. The secret goes to curl by a file
# descriptor and not by the command line, where others could see it.
set -euo pipefail
: "${CONGVAN_URL:=http://localhost:8080}" "${CONGVAN_SYSTEM:=vpcp}"
: "${CONGVAN_SECRET:?the secret of system $CONGVAN_SYSTEM is needed}"

call() {
  local expected=$1 path=${*: -1}
  shift
  local answer status
  answer=$(curl --silent --show-error --config <(printf 'user = "%s:%s"\n' "$CONGVAN_SYSTEM" "$CONGVAN_SECRET") \
    --write-out '\n%{http_code}' "${@:1:$#-1}" "$CONGVAN_URL/api/v1/$path")
  status=${answer##*$'\n'}
  printf '%s\n' "${answer%$'\n'*}"
  if [[ ! " $expected " == *" $status "* ]]; then
    echo "answered $status instead of $expected" >&2
    return 1
  fi
}

# the first value of a member of flat JSON, without any tool beside sed
member() {
  sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" | head -n 1
}
