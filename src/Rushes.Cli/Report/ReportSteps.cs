using System.Text.Json.Serialization;
using Rushes.Contracts;

namespace Rushes.Cli.Report;

/// <summary>What is done to every picture of a source before it is encoded, each as its option of <c>encode</c> is written; absent: nothing.</summary>
/// <param name="Ivtc">True, or absent.</param>
/// <param name="Deinterlace"><c>frames</c> or <c>fields</c>.</param>
/// <param name="Crop">Width, height, left and top in pixels of the upright picture: <c>1920:800:0:140</c>.</param>
internal sealed record ReportSteps(bool? Ivtc, string? Deinterlace, string? Crop)
{
    /// <summary>As options.</summary>
    [JsonIgnore]
    public string Text => string.Join(' ', new[] { Ivtc == true ? "--ivtc" : null, Option("--deinterlace", Deinterlace), Option("--crop", Crop) }.Where(option => option is not null));

    /// <returns>Null: nothing is done.</returns>
    public static ReportSteps? Of(Steps? steps) => Steps.NullIfNone(steps) is not { } done ? null : new(
        done.InverseTelecine ? true : null,
        done.Deinterlacing switch { Deinterlacing.Frames => "frames", Deinterlacing.Fields => "fields", _ => null },
        done.Crop?.Text);

    private static string? Option(string name, string? value) => value is null ? null : $"{name} {value}";
}
