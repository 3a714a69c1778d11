using Rushes.Platform.Functions;

namespace Rushes.Platform.Tests;

internal static class TestManifest
{
    public static FunctionManifest Of(string name, TimeSpan? wall = null, string output = "1GiB", string version = "1.0.0") => FunctionManifestReader.Parse(
        $$"""
        name: {{name}}
        version: {{version}}
        shapes: {small: {cores: 1, memory: 1GiB, disk: 1GiB, network: 1Mbps} }
        routes: [{shape: small}]
        limits: {wall: {{(wall ?? TimeSpan.FromHours(1)).TotalMilliseconds}}ms, stall: 60s, output: {{output}}}
        """, name);
}
