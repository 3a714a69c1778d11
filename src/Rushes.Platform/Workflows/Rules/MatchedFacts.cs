using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Rushes.Platform.Workflows.Rules;

/// <summary>The versions of facts that a rule fires for, once.</summary>
internal sealed class MatchedFacts(IReadOnlyList<FactId> facts)
{
    /// <summary>What an index takes, on every database.</summary>
    private const int LongestColumn = 1000;

    /// <summary>More are counted only.</summary>
    private const int MostForPeople = 6;

    private const string Digest = "sha256:";

    public IReadOnlyList<FactId> Facts { get; } = facts;

    /// <summary>All of them: <c>encoded/1080p@2 ladder@1</c>.</summary>
    public string Text { get; } = string.Join(' ', facts);

    /// <summary>The column <c>item.match</c>: the text, or its digest where that is too long for an index.</summary>
    public string Column => IsLong ? Digest + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text))) : Text;

    /// <summary>The text is kept in the working memory, under the digest.</summary>
    public bool IsLong => Text.Length > LongestColumn;

    /// <summary>Why the rule fired, for people.</summary>
    public string Because
    {
        get
        {
            var some = string.Join(", ", Facts.Take(MostForPeople).Select(fact => fact.ForPeople()));
            var more = Facts.Count - MostForPeople;
            return more > 0 ? string.Create(CultureInfo.InvariantCulture, $"because {some} and {more} more") : $"because {some}";
        }
    }

    public static bool IsDigest(string column) => column.StartsWith(Digest, StringComparison.Ordinal);

    public static MatchedFacts Parse(string text) => new([.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(FactId.Parse)]);
}
