using Rushes.EndToEnd.Tests.Faults;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Formats;

/// <summary>Encodes a source in chunks of half a second in one format, and says what came of it.</summary>
internal static class FormatProof
{
    public const string Lossless = "lossless";
    public const string Exact = "exact";
    public const string Refused = "refused: ";
    public const string Wrong = "WRONG: ";

    /// <summary>
    /// "lossless"; "exact", with the code of the refusal where lossless was refused; "refused: code"; or "WRONG: " and what.
    /// </summary>
    public static async Task<string> ProveAsync(string path, SourcePictures source, FormatCase format, CancellationToken cancellationToken)
    {
        if (format.Lossless is null)
        {
            return await ProveAsync(path, source, format, lossless: false, cancellationToken);
        }

        var lossless = await ProveAsync(path, source, format, lossless: true, cancellationToken);
        if (!lossless.StartsWith(Refused, StringComparison.Ordinal))
        {
            return lossless;
        }

        var exact = await ProveAsync(path, source, format, lossless: false, cancellationToken);
        return exact == Exact ? $"{Exact} (lossless {lossless})" : exact;
    }

    private static async Task<string> ProveAsync(
        string path, SourcePictures source, FormatCase format, bool lossless, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var ladder = folder.Write("ladder.yaml", format.Ladder(source, lossless));
        var end = await new RushesProgram(folder["work"]).RunAsync(
            cancellationToken, "encode", path, "--out", folder["out"], "--ladder", ladder, "--chunk", "500ms", "--json");
        var report = EndReport.Of(end);
        if (end.ExitCode != 0)
        {
            var codes = string.Join(", ", report.Failures.Select(failure => failure.Code).Distinct());
            return report.Status == "refused" ? Refused + codes : $"{Wrong}{codes} {report.Failures[0].Message} {report.Failures[0].Details?.GetValueOrDefault("stderr")}";
        }

        var rendition = Assert.Single(report.Renditions);
        var encoded = await SourcePictures.ReadAsync(Path.Combine(folder["out"], rendition.Path), folder, cancellationToken);
        var problem = FrameMatch.FindProblem(source, encoded) ?? (lossless ? FrameMatch.FindLoss(source, encoded) : null);
        return problem is not null ? Wrong + problem : lossless ? Lossless : Exact;
    }
}
