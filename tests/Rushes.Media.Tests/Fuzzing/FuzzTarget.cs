namespace Rushes.Media.Tests.Fuzzing;

/// <summary>A parser of hostile bytes, and good bytes to start from.</summary>
/// <param name="Name">Of the parser.</param>
/// <param name="Parse">Ends well or in a <see cref="MediaFormatException"/>; everything else is a find.</param>
/// <param name="Inputs">By name, so that a find can be made again; at least one.</param>
/// <param name="Donor">Pieces of it go into the others.</param>
internal sealed record FuzzTarget(string Name, Func<byte[], Task> Parse, IReadOnlyDictionary<string, Func<byte[]>> Inputs, byte[] Donor)
{
    /// <param name="name">Of the parser.</param>
    /// <param name="parse">At once.</param>
    /// <param name="seeds">Good bytes; pieces of the first go into the others.</param>
    public static FuzzTarget Of(string name, Action<byte[]> parse, params byte[][] seeds) => Of(name, parse, seeds, []);

    /// <param name="name">Of the parser.</param>
    /// <param name="parse">At once.</param>
    /// <param name="seeds">Good bytes; pieces of the first go into the others.</param>
    /// <param name="streams">Of the shared media, with start codes: their units, cut short.</param>
    public static FuzzTarget Of(string name, Action<byte[]> parse, byte[][] seeds, params string[] streams)
    {
        var inputs = seeds.Index().ToDictionary(seed => $"seed {seed.Index}", seed => (Func<byte[]>)(() => seed.Item));
        foreach (var stream in SharedMedia.Names(streams.Select(stream => Path.GetDirectoryName(stream)!).Distinct()).Intersect(streams))
        {
            var units = new Lazy<byte[]>(() => StreamUnits.Cut(SharedMedia.Path(stream)));
            inputs[stream] = () => units.Value;
        }

        return new FuzzTarget(name, Parse, inputs, seeds[0]);

        Task Parse(byte[] bytes)
        {
            parse(bytes);
            return Task.CompletedTask;
        }
    }

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
