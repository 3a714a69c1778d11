using System.Globalization;
using Rushes.Contracts;

namespace Rushes.Encoding.Formats;

/// <summary>Options of FFmpeg that encoders share.</summary>
internal static class Options
{
    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>How good, or how many bits; nothing for what is lossless.</summary>
    /// <param name="rate">Resolved.</param>
    /// <param name="quality">The encoder's option of constant quality.</param>
    public static string[] Target(RateControl rate, string quality = "-crf") => rate.ModeCase switch
    {
        RateControl.ModeOneofCase.Crf => [quality, Number(rate.Crf)],
        RateControl.ModeOneofCase.Bitrate => ["-b:v", Number(rate.Bitrate)],
        RateControl.ModeOneofCase.Lossless => [],
        _ => throw new ArgumentException("A resolved recipe has a rate control.", nameof(rate)),
    };

    /// <summary>The cap of a run; nothing where there is none.</summary>
    /// <param name="rate">Resolved.</param>
    /// <param name="told">Of its rate, to an encoder that goes beyond what it is told.</param>
    public static string[] Cap(RateControl rate, double told = 1) =>
        rate.RunMaxrate > 0 ? ["-maxrate", Number((long)(told * rate.RunMaxrate)), "-bufsize", Number(rate.RunBuffer)] : [];

    /// <summary>
    /// The scale of the quantiser, or a bit rate, within the cap. FFmpeg's own encoders have a bit rate beside the scale too, 200 kbit/s unless
    /// they are told, and refuse a cap below it.
    /// </summary>
    public static string[] ScaleWithinCap(RateControl rate) =>
        [.. Target(rate, "-q:v"), .. rate is { HasCrf: true, RunMaxrate: > 0 } ? (string[])["-b:v", Number(rate.RunMaxrate)] : [], .. Cap(rate)];

    /// <summary>A value in a list of parameters, whatever it holds.</summary>
    public static string Escape(string value) => string.Concat(value.Select(letter => letter is ':' or '\\' or '\'' ? $"\\{letter}" : $"{letter}"));

    /// <summary><c>name=value:name=value</c>, those that have a value.</summary>
    public static string Parameters(params ReadOnlySpan<string> parameters) =>
        string.Join(':', parameters.ToArray().Where(parameter => parameter.Length > 0));
}
