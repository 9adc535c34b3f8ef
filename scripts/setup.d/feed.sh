# Sourced: feed_has LINES: whether the NuGet feed serves, in just these versions, the packages on the lines of Directory.Packages.props that the sed address LINES takes.
feed_has() {
  local probe status=0
  probe=$(mktemp -d)
  {
    echo '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework>'
    sed -n '/<[A-Za-z]*Version Condition=/p' Directory.Packages.props
    echo '<WarningsAsErrors>NU1603;NU1605;NU1608</WarningsAsErrors><NuGetAudit>false</NuGetAudit></PropertyGroup><ItemGroup>'
    sed -n "$1s/PackageVersion/PackageReference/p" Directory.Packages.props
    echo '</ItemGroup></Project>'
  } >"$probe/probe.csproj"
  timeout 300 dotnet restore "$probe/probe.csproj" || status=1
  rm -rf "$probe"
  return $status
}
