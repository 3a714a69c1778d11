namespace Rushes.Contracts;

public sealed partial class Failure
{
    /// <summary>A request that cannot be accepted as it is: never tried again.</summary>
    /// <param name="code">Stable, lower case, dotted.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="remedy">What to do.</param>
    /// <param name="place">Where, when that is known.</param>
    public static Failure Refusal(string code, string message, string remedy, Place? place = null) =>
        new() { Code = code, Category = FailureCategory.Configuration, Message = message, Remedy = remedy, Place = place };
}
