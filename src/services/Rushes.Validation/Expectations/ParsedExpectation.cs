using Rushes.Contracts;

namespace Rushes.Validation.Expectations;

/// <summary>What came of reading an expectation file.</summary>
public abstract record ParsedExpectation
{
    private ParsedExpectation()
    {
    }

    public sealed record Valid(StreamExpectation Expectation) : ParsedExpectation;

    /// <param name="Failures">Every mistake, in the order of lines; at least one.</param>
    public sealed record Invalid(IReadOnlyList<Failure> Failures) : ParsedExpectation;
}
