namespace Rushes.Media.Conformance.Syntax;

/// <summary>The parameter sets that a stream started with: chunks are joined without a word to the decoder, so none may change.</summary>
/// <param name="isInBand">The sample entry allows parameter sets in samples (avc3, hev1): then a change is bad practice, no error.</param>
/// <param name="log">Takes what is wrong.</param>
internal sealed class ParameterSetRecord(bool isInBand, FaultLog log)
{
    private readonly Dictionary<(int Type, int Id), byte[]> _sets = [];

    /// <summary>Whether exactly these bytes are in force.</summary>
    public bool IsKnown(int type, ReadOnlySpan<byte> unit)
    {
        foreach (var ((known, _), bytes) in _sets)
        {
            if (known == type && unit.SequenceEqual(bytes))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>One of the configuration.</summary>
    public void Start(int type, int id, ReadOnlySpan<byte> unit) => _sets[(type, id)] = unit.ToArray();

    /// <summary>One that stands in a sample, and is not known.</summary>
    public void Change(int frame, int type, int id, string name, ReadOnlySpan<byte> unit)
    {
        const string Clause = "ISO/IEC 14496-15 5.4.2.1";
        var isKnown = _sets.ContainsKey((type, id));
        if (isKnown && !isInBand)
        {
            log.Add(frame, FaultCodes.ParameterSets, Clause, $"A {name} in the sample is another than that of the configuration.", ("id", id));
        }
        else if (isKnown || !isInBand)
        {
            log.Warn(frame, FaultCodes.ParameterSets, Clause, $"A {name} in the sample {(isKnown ? "replaces one" : "is not in the configuration")}.", ("id", id));
        }

        Start(type, id, unit);
    }
}
