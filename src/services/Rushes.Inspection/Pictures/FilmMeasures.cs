using Rushes.Inspection.Motion;
using Rushes.Inspection.Workflow;

namespace Rushes.Inspection.Pictures;

/// <summary>What was measured of every frame of a film; 21 bytes of memory a frame.</summary>
internal sealed class FilmMeasures
{
    /// <summary>Frames from one sample of levels to the next; samples lie at its multiples.</summary>
    public const int SampleDistance = 12;

    private readonly FieldOrder[] _fields;
    private readonly byte[] _repeatedFields;
    private readonly byte[] _largest;
    private readonly byte[] _mean;
    private readonly float[] _edges;
    private readonly ushort[] _steps;
    private readonly byte[] _steadyBlocks;
    private readonly byte[] _longerBlocks;
    private readonly byte[] _evidence;
    private readonly FrameArea[] _areas;
    private readonly List<PictureSample> _samples = [];

    public FilmMeasures(int frames)
    {
        (_fields, _edges, _areas, _steps) = (new FieldOrder[frames], new float[frames], new FrameArea[frames], new ushort[frames]);
        (_repeatedFields, _largest, _mean) = (new byte[frames], new byte[frames], new byte[frames]);
        (_steadyBlocks, _longerBlocks, _evidence) = (new byte[frames], new byte[frames], new byte[frames]);
    }

    public int Count => _fields.Length;

    public ReadOnlySpan<FieldOrder> Fields => _fields;

    /// <summary>0: neither field is that of the frame before; 1: the top one is; 2: the bottom one.</summary>
    public ReadOnlySpan<byte> RepeatedFields => _repeatedFields;

    /// <summary>From the frame before, of the cell that changed most: quarters of a level of 255.</summary>
    public ReadOnlySpan<byte> LargestDifferences => _largest;

    /// <summary>The same, the mean of all cells, rounded up.</summary>
    public ReadOnlySpan<byte> MeanDifferences => _mean;

    /// <summary>From the frame before, of small pictures: 256ths of a level.</summary>
    public ReadOnlySpan<ushort> Steps => _steps;

    /// <summary>How much of edges there is in small pictures: squared levels.</summary>
    public ReadOnlySpan<float> Edges => _edges;

    /// <summary>Blocks that move at an even pace before and after.</summary>
    public ReadOnlySpan<byte> SteadyBlocks => _steadyBlocks;

    /// <summary>Of these, those that make a step of two to four others' length.</summary>
    public ReadOnlySpan<byte> LongerBlocks => _longerBlocks;

    public JumpEvidence EvidenceOfJump(int frame) => (JumpEvidence)_evidence[frame];

    public ReadOnlySpan<FrameArea> Areas => _areas;

    /// <summary>In order.</summary>
    public IReadOnlyList<PictureSample> Samples => _samples;

    /// <param name="from">Number of the first frame of the measures.</param>
    /// <param name="measures">Those behind all that were added.</param>
    public void Add(int from, PictureMeasures measures)
    {
        for (var at = 0; at < measures.Fields.Length; at++)
        {
            _fields[from + at] = (FieldOrder)measures.Fields[at];
            _areas[from + at] = new FrameArea(
                (ushort)measures.Left[at], (ushort)measures.Top[at], (ushort)(measures.Right[at] + 1), (ushort)(measures.Bottom[at] + 1));
            _edges[from + at] = measures.EdgeEnergies[at];
            _steps[from + at] = (ushort)Math.Min(ushort.MaxValue, measures.Steps[at]);
        }

        measures.RepeatedFields.CopyTo(_repeatedFields, from);
        measures.LargestDifferences.CopyTo(_largest, from);
        measures.MeanDifferences.CopyTo(_mean, from);
        measures.SteadyBlocks.CopyTo(_steadyBlocks, from);
        measures.LongerBlocks.CopyTo(_longerBlocks, from);
        measures.JumpEvidence.CopyTo(_evidence, from);
        _samples.AddRange(measures.Samples);
    }
}
