using Rushes.Contracts;
using Rushes.Media.Encryption;

namespace Rushes.Packaging.Keys;

/// <summary>What came of reading a keys file. None of it shows a key as text.</summary>
public abstract record ParsedKeys
{
    private ParsedKeys()
    {
    }

    /// <param name="Encryption">Disposed by who asked.</param>
    public sealed record Valid(PackageEncryption Encryption) : ParsedKeys;

    /// <summary>The keys come from a program: run it, and parse what it writes to its standard output.</summary>
    /// <param name="Arguments">The program and its arguments; no shell sees them.</param>
    public sealed record FromCommand(IReadOnlyList<string> Arguments) : ParsedKeys;

    /// <param name="Failures">Every mistake, in the order of lines; at least one.</param>
    public sealed record Invalid(IReadOnlyList<Failure> Failures) : ParsedKeys;
}
