# For run and test: finds the SDK and builds quietly. Sourced, not run.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Build servers would outlive the command.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

dotnet=$(command -v dotnet || true)
[ -n "$dotnet" ] || [ ! -x "${HOME:-}/.dotnet/dotnet" ] || dotnet="$HOME/.dotnet/dotnet"
if [ -z "$dotnet" ] || ! "$dotnet" --list-sdks 2>/dev/null | grep -q '^10\.'; then
  echo "Marquee needs the .NET SDK 10: install it from https://dotnet.microsoft.com/download/dotnet/10.0 and try again." >&2
  return 1
fi

# build WHAT MESSAGE: output only where it fails.
build() {
  local log
  log=$(mktemp) || return 1
  echo "$2"
  if (cd "$1" && "$dotnet" build -c Release -v q -p:UseSharedCompilation=false) >"$log" 2>&1; then
    rm -f "$log"
  else
    cat "$log" >&2
    rm -f "$log"
    return 1
  fi
}
