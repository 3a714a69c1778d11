namespace Rushes.Contracts;

public sealed partial class Steps
{
    /// <summary>Inverse telecine and deinterlacing both, each of which makes all pictures.</summary>
    public static bool ExcludeEachOther(Steps? steps) => steps is { InverseTelecine: true, Deinterlacing: not Deinterlacing.Unspecified };

    /// <summary>Why no source can be prepared so; null steps have none.</summary>
    /// <param name="steps">Of a request.</param>
    /// <param name="code">Of the failures.</param>
    /// <param name="place">Where they stand, when that is known.</param>
    public static IEnumerable<Failure> Problems(Steps? steps, string code, Place? place = null)
    {
        if (steps is not null && !Enum.IsDefined(steps.Deinterlacing))
        {
            yield return Failure.Refusal(code, $"Deinterlacing {(int)steps.Deinterlacing} is not known.", "Use frames or fields, or leave it out.", place);
        }

        if (ExcludeEachOther(steps))
        {
            yield return Failure.Refusal(code, "Inverse telecine and deinterlacing exclude each other.", "Choose one: what stays combed is deinterlaced anyway.", place);
        }
    }
}
