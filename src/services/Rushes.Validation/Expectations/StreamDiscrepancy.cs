using Rushes.Contracts;
using Rushes.Media.Conformance;

namespace Rushes.Validation.Expectations;

/// <summary>A fault of a stream in the words of the API.</summary>
public static class StreamDiscrepancy
{
    /// <param name="fault">That was found.</param>
    /// <param name="rendition">Of the stream; empty: it has none.</param>
    public static Discrepancy Of(StreamFault fault, string rendition)
    {
        ArgumentNullException.ThrowIfNull(fault);
        var discrepancy = new Discrepancy
        {
            Code = fault.Code,
            Severity = fault.IsWarning ? Severity.Warning : Severity.Error,
            Message = fault.Message,
            Clause = fault.Clause,
            Place = new Place { Rendition = rendition, Chunk = fault.Chunk, Frame = fault.From },
            Frames = new FrameRange { From = fault.From, To = fault.To },
            Remedy = fault.IsWarning ? "Look at the stream on the devices that it is for."
                : fault.Code == StreamFault.Underflow ? "Raise buffer, maxrate or crf, or make chunks longer: the encoder could not keep to this cap."
                : "Encode it again; if it comes back, report it with the encoder's version.",
        };
        foreach (var (name, value) in fault.Evidence)
        {
            discrepancy.Evidence[name] = value;
        }

        return discrepancy;
    }
}
