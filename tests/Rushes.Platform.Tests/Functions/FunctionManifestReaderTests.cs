using Rushes.Platform.Functions;

namespace Rushes.Platform.Tests.Functions;

public sealed class FunctionManifestReaderTests
{
    [Fact]
    public void Parse_TheDesignsExample_ReadsAllOfIt()
    {
        var manifest = FunctionManifestReader.Parse(
            """
            name: encoding.avc
            version: 1.2.0
            tools: {ffmpeg: ">=7.0"}
            shapes: {small: {cores: 2, memory: 4GiB, disk: 12GiB, network: 750Mbps}}
            routes: [{codec: avc, maxHeight: 720, shape: small}]
            limits: {wall: 2h, stall: 60s, output: 50GiB}
            """, "function.yaml");

        Assert.Equal(("encoding.avc", "1.2.0", ">=7.0"), (manifest.Name, manifest.Version, manifest.Tools["ffmpeg"]));
        Assert.Equal(new Shape(2, 4L << 30, 12L << 30, 750_000_000), manifest.Shapes["small"]);
        Assert.Equal(new Route("avc", 720, "small"), Assert.Single(manifest.Routes));
        Assert.Equal(new FunctionLimits(TimeSpan.FromHours(2), TimeSpan.FromSeconds(60), 50L << 30), manifest.Limits);
    }

    [Fact]
    public void Parse_ManyMistakes_NamesEachWithItsLine()
    {
        var exception = Assert.Throws<FormatException>(() => FunctionManifestReader.Parse(
            """
            name: encoding.avc
            verzion: 1.2.0
            shapes:
              small: {cores: 0, memory: 4GB, disk: 12GiB, network: 750Mbps, gpu: 1}
            routes:
              - {codec: avc, shape: large}
            limits: {wall: 2 hours, stall: 60s}
            """, "function.yaml"));

        Assert.Equal(
        [
            "function.yaml:1: The key 'version' is missing.",
            "function.yaml:2: The key 'verzion' is not known here.",
            "function.yaml:4: '0' cannot be the cores.",
            "function.yaml:4: '4GB' cannot be the memory.",
            "function.yaml:4: The key 'gpu' is not known here.",
            "function.yaml:6: There is no shape 'large'.",
            "function.yaml:7: '2 hours' cannot be the wall.",
            "function.yaml:7: The key 'output' is missing.",
        ], exception.Message.Split('\n'));
    }

    [Theory]
    [InlineData("")]
    [InlineData("- a\n- b")]
    [InlineData("name: [unclosed")]
    [InlineData("name: a\nname: b")]
    public void Parse_NoMapping_IsOneError(string yaml) =>
        Assert.StartsWith("f.yaml:", Assert.Throws<FormatException>(() => FunctionManifestReader.Parse(yaml, "f.yaml")).Message, StringComparison.Ordinal);
}
