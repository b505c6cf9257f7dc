# For the end-to-end scripts, which source it: an S3 server of this machine, and what artifacts say.
# Expects $work, a folder that the script removes; everything listens on 127.0.0.1.

s3_sources=pipelines/src/test/s3-server
s3_classes=pipelines/target/s3-server
s3_bucket=docent

fail() { echo "FAILED: $*" >&2; exit 1; }

s3_prepare() {
  mkdir -p "$s3_classes"
  if [ ! -s "$s3_classes/libraries" ] || [ "$s3_sources/pom.xml" -nt "$s3_classes/libraries" ]; then
    mvn -B -q -f "$s3_sources/pom.xml" dependency:build-classpath \
      -Dmdep.outputFile="$PWD/$s3_classes/libraries" >"$work/s3-libraries.log" 2>&1 ||
      { cat "$work/s3-libraries.log"; fail "the S3 server's libraries"; }
  fi
  javac -proc:none -cp "$(cat "$s3_classes/libraries")" -d "$s3_classes" "$s3_sources"/*.java
  export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=us-east-1
  unset AWS_PROFILE AWS_SESSION_TOKEN
}

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 20000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

# Sets s3_pid. Its data stay where they are, so that it can be started again.
s3_start() { # PORT
  java -Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
    -cp "$s3_classes:$(cat "$s3_classes/libraries")" LoopbackS3 "$1" "$work/s3" "$s3_bucket" \
    >>"$work/s3.log" 2>&1 &
  s3_pid=$!
  for _ in $(seq 300); do
    curl -fsS "http://127.0.0.1:$1/$s3_bucket" >/dev/null 2>&1 && return
    kill -0 "$s3_pid" 2>/dev/null || break
    sleep 0.2
  done
  tail -20 "$work/s3.log"
  fail "the S3 server does not answer"
}

# Sets proxy_pid. It holds a few whole bodies in its heap: PROXY_HEAP where they are large.
proxy_start() { # PORT SERVER_PORT ONE_IN PART_MILLIS
  java "-Xmx${PROXY_HEAP:-256m}" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$s3_classes" FaultyProxy "$@" \
    >"$work/proxy.log" 2>&1 &
  proxy_pid=$!
  for _ in $(seq 100); do
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return
    sleep 0.1
  done
  fail "the proxy does not answer"
}

s3_keys() { # PORT PREFIX: at most 1000 of them
  curl -fsS "http://127.0.0.1:$1/$s3_bucket?list-type=2&prefix=$2" | grep -o '<Key>[^<]*' | sed 's/<Key>//'
}

s3_get() { # PORT KEY
  curl -fsS "http://127.0.0.1:$1/$s3_bucket/$2"
}

# Stage, fingerprint and counts of a manifest on standard input.
facts_of() { # STAGE
  tr -d ' \n' | sed -E "s/.*\"fingerprint\":\"([0-9a-z]+)\".*(\"counts\":\{[^}]*\}[^}]*\}[^}]*\}).*/$1 \1 \2/"
  echo
}

local_facts() { # WORKSPACE
  local current
  for current in "$1"/current/*; do
    facts_of "$(basename "$current")" \
      <"$1/artifacts/$(basename "$current")/$(cat "$current")/manifest.json"
  done
}

s3_facts() { # PORT PREFIX
  local key
  for key in $(s3_keys "$1" "$2/current/"); do
    s3_get "$1" "$2/artifacts/$(basename "$key")/$(s3_get "$1" "$key")/manifest.json" |
      facts_of "$(basename "$key")"
  done
}
