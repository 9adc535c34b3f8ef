# Sourced: upstream_options VERSION sets the array `upstream` to the options with which dotnet builds against the real packages, into a folder beside the usual build.
# VERSION: of Akka and its test kit, after a comma that of Akka.Cluster.Tools and Akka.Persistence.Sql; "pinned" for those that the solution pins, "1.5.*" for the newest.
# TorchSharp is the pinned one with "pinned", else the newest. Hocon is that of src/compat where the feed lacks it.
. scripts/setup.d/feed.sh
upstream_options() {
  # Newer packages than the pinned ones want newer Protocol Buffers than the rest of the solution pins, and feeds lack some of the versions that they ask for.
  upstream=(-c Release -p:EdgeNasPackages=upstream -p:EdgeNasArtifacts=.build-upstream
    -p:CentralPackageTransitivePinningEnabled=false -p:CentralPackageFloatingVersionsEnabled=true -p:TreatWarningsAsErrors=false -p:WarningsAsErrors=)
  feed_has '/Include="Hocon.Configuration"/' >/dev/null 2>&1 || upstream+=(-p:EdgeNasHocon=compat)
  [[ $1 == pinned ]] || upstream+=("-p:AkkaVersion=${1%,*}" "-p:AkkaModulesVersion=${1#*,}" '-p:TorchSharpVersion=0.*')
}

# bridge_libstdcxx LIBRARY FOLDER: prints the library to preload, made in FOLDER, where LIBRARY asks for a newer C++ runtime than this system has.
# TorchSharp's native library is built with GCC 13 and takes one function from its runtime, which makes sure that the standard streams exist; libtorch
# makes them anyway. So the bridge offers that function, and LIBRARY's demand for the newer runtime becomes a wish.
bridge_libstdcxx() {
  local runtime
  runtime=$(g++ -print-file-name=libstdc++.so.6)
  grep -q GLIBCXX_3.4.32 "$1" && ! grep -q GLIBCXX_3.4.32 "$runtime" || return 0
  python3 scripts/setup.d/weaken_version.py "$1" GLIBCXX_3.4.32
  echo 'void _ZSt21ios_base_library_initv(void) {}' | gcc -shared -fPIC -x c - -o "$2/libstdcxx_bridge.so"
  echo "$2/libstdcxx_bridge.so"
}
