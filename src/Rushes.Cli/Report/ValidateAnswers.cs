using Rushes.Contracts;

namespace Rushes.Cli.Report;

/// <summary>Discrepancies as they are printed.</summary>
internal static class ValidateAnswers
{
    /// <summary>Warnings are no reason to turn a stream down.</summary>
    public static bool IsValid(IEnumerable<Discrepancy> found) => found.All(one => one.Severity is Contracts.Severity.Info or Contracts.Severity.Warning);

    public static AnswerDiscrepancy Of(Discrepancy found) => new(
        found.Code, SeverityOf(found), found.Frames.From, found.Frames.To, found.Place.Chunk, found.Message,
        found.Clause.Length > 0 ? found.Clause : null, new SortedDictionary<string, string>(found.Evidence, StringComparer.Ordinal), found.Remedy);

    public static string SeverityOf(Discrepancy found) => found.Severity.ToString().ToLowerInvariant();
}
