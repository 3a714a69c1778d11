using Rushes.Contracts;

namespace Rushes.Tools.Probing;

/// <summary>What ffprobe says of the light of a picture.</summary>
internal static class LightReport
{
    // Rec. ITU-T H.265 D.3.28: steps of 0.00002 and of 0.0001 cd/m².
    private const int ChromaticitySteps = 50_000;
    private const int LuminanceSteps = 10_000;

    /// <summary>What to ask ffprobe for.</summary>
    public const string Values = "red_x,red_y,green_x,green_y,blue_x,blue_y,white_point_x,white_point_y,max_luminance,min_luminance,max_content,max_average";

    /// <param name="data">That of the picture first.</param>
    /// <returns>Null when nothing is said.</returns>
    public static HdrMetadata? Read(IReadOnlyList<ProbeElement> data)
    {
        var display = data.FirstOrDefault(one => one.Text("side_data_type") == "Mastering display metadata" && one.Text("red_x").Length > 0);
        var light = data.FirstOrDefault(one => one.Text("side_data_type") == "Content light level metadata");
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
