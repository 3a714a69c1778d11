using Rushes.Contracts;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Rushes.Cli.Jobs;

/// <summary>
/// The identity of a job: the same input (by path, size and time of change), the same request and the same output folder
/// (at the same server) are the same job, which is resumed and never started twice.
/// </summary>
internal static class JobId
{
    // A new form of request must not resume an old job.
    private const string Form = "rushes encode 1";

    public static string Of(InputIdentity input, EncodeSettings settings)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in Parts(input, settings))
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }

    private static string[] Parts(InputIdentity input, EncodeSettings settings) =>
    [
        Form, input.Path, Number(input.Size), Number(input.ModifiedUtc.Ticks), settings.LadderText, Number(settings.ChunkMs),
        settings.Class.ToString(), settings.DueText, settings.OutputPath,
        .. input.Form.Length == 0 ? Array.Empty<string>() : [input.Form],
        .. settings.Steps is { } steps ? [steps.ToString()] : Array.Empty<string>(),
        .. settings.ColourHandling == ColourHandling.ToSdr ? ["sdr"] : Array.Empty<string>(),
        .. settings.Inspection == InspectionPhase.Unspecified ? Array.Empty<string>() : [$"inspection {settings.Inspection}"],
        .. settings.Remedies.Count == 0 ? Array.Empty<string>() : [$"remedies {string.Join(',', settings.Remedies)}"],
        .. settings.Quality == TitleQuality.Sampled ? Array.Empty<string>() : [$"quality {settings.Quality}"],
        .. settings.Mp4 ? ["mp4"] : Array.Empty<string>(), .. settings.SegmentFiles ? ["segment files"] : Array.Empty<string>(),
        .. settings.CollateMs > 0 ? [$"collate {Number(settings.CollateMs)}"] : Array.Empty<string>(),
        .. settings.ShotAligned ? ["shot aligned"] : Array.Empty<string>(),
        .. settings.Server is { } server ? [server.AbsoluteUri] : Array.Empty<string>(),
    ];

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
