namespace Rushes.Media.Tests.Fuzzing;

/// <summary>A parser of hostile bytes, and good bytes to start from.</summary>
/// <param name="Name">Of the parser.</param>
/// <param name="Parse">Ends well or in a <see cref="MediaFormatException"/>; everything else is a find.</param>
/// <param name="Inputs">By name, so that a find can be made again; at least one.</param>
/// <param name="Donor">Pieces of it go into the others.</param>
internal sealed record FuzzTarget(string Name, Func<byte[], Task> Parse, IReadOnlyDictionary<string, Func<byte[]>> Inputs, byte[] Donor)
{
    /// <summary>One attempt: damaged bytes in, nothing but the two allowed ends out.</summary>
    public async Task TryAsync(string input, int seed)
    {
        var bytes = new Mutation(seed).Apply(Inputs[input](), Donor);
        try
        {
            await Parse(bytes);
        }
        catch (MediaFormatException)
        {
        }
    }
}
