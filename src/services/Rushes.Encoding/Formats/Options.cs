using System.Globalization;
using Rushes.Contracts;

namespace Rushes.Encoding.Formats;

/// <summary>Options of FFmpeg that encoders share.</summary>
internal static class Options
{
    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    public static string[] Cap(RateControl rate) => rate.RunMaxrate > 0 ? ["-maxrate", Number(rate.RunMaxrate), "-bufsize", Number(rate.RunBuffer)] : [];

    /// <summary><c>name=value:name=value</c>, those that have a value.</summary>
    public static string Parameters(params ReadOnlySpan<string> parameters) =>
        string.Join(':', parameters.ToArray().Where(parameter => parameter.Length > 0));
}
