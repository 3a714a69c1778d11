using System.Text.Json;
using Rushes.Contracts;

namespace Rushes.Tools.Probing;

/// <summary>What ffprobe says of the light of a picture: beside its first frame, which is the bitstream's word, and beside the stream, the container's.</summary>
internal static class LightReport
{
    // Rec. ITU-T H.265 D.3.28: steps of 0.00002 and of 0.0001 cd/m².
    private const int ChromaticitySteps = 50_000;
    private const int LuminanceSteps = 10_000;

    /// <param name="path">A local file.</param>
    /// <param name="stream">Of the picture.</param>
    public static IReadOnlyList<string> Arguments(string path, int stream)
    {
        const string Values = "side_data_type,red_x,red_y,green_x,green_y,blue_x,blue_y,white_point_x,white_point_y,max_luminance,min_luminance,max_content,max_average";
        return
        [
            "-v", "error", "-hide_banner", "-of", "json=compact=1", "-select_streams", $"{stream}", "-read_intervals", "%+#1",
            "-show_entries", $"frame_side_data={Values}:stream_side_data={Values}", .. MediaInput.Arguments(path),
        ];
    }

    /// <returns>Null when nothing is said.</returns>
    public static HdrMetadata? Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = new ProbeElement(document.RootElement);
        var data = root.Children("frames").Take(1).Concat(root.Children("streams")).SelectMany(place => place.Children("side_data_list")).ToList();
        var display = data.Find(one => one.Text("side_data_type") == "Mastering display metadata" && one.Text("red_x").Length > 0);
        var light = data.Find(one => one.Text("side_data_type") == "Content light level metadata");
        return display is null && light is null
            ? null
            : new HdrMetadata { MasteringDisplay = display is null ? null : Display(display), ContentLight = light is null ? null : Light(light) };
    }

    private static MasteringDisplayColour Display(ProbeElement data) => new()
    {
        RedX = Point(data, "red_x"),
        RedY = Point(data, "red_y"),
        GreenX = Point(data, "green_x"),
        GreenY = Point(data, "green_y"),
        BlueX = Point(data, "blue_x"),
        BlueY = Point(data, "blue_y"),
        WhiteX = Point(data, "white_point_x"),
        WhiteY = Point(data, "white_point_y"),
        MaxLuminance = Steps(data, "max_luminance", LuminanceSteps, uint.MaxValue),
        MinLuminance = Steps(data, "min_luminance", LuminanceSteps, uint.MaxValue),
    };

    private static ContentLightLevel Light(ProbeElement data) => new()
    {
        MaxContent = (uint)Math.Clamp(data.Number("max_content"), 0, ushort.MaxValue),
        MaxFrameAverage = (uint)Math.Clamp(data.Number("max_average"), 0, ushort.MaxValue),
    };

    private static uint Point(ProbeElement data, string name) => Steps(data, name, ChromaticitySteps, ushort.MaxValue);

    private static uint Steps(ProbeElement data, string name, int steps, uint largest)
    {
        var ratio = data.Ratio(name, '/');
        return (uint)Math.Clamp(Math.Round((double)ratio.Numerator / ratio.Denominator * steps), 0, largest);
    }
}
