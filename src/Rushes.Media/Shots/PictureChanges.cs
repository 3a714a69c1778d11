using Rushes.Media.Fingerprints;

namespace Rushes.Media.Shots;

/// <summary>How much pictures differ, against how much there is to see in them: 0 the same, about 1 two pictures of different places.</summary>
internal sealed class PictureChanges
{
    /// <summary>Levels of contrast that even a plain picture is taken to have, so that its noise is no change.</summary>
    private const float LeastContrast = 6;

    private readonly PictureSeries _pictures;
    private readonly float[] _contrast;
    private readonly float[] _fromPrevious;

    public PictureChanges(PictureSeries pictures)
    {
        _pictures = pictures;
        (_contrast, _fromPrevious) = (new float[pictures.Count], new float[pictures.Count]);
        pictures.Restart();
        for (var picture = 0; picture < pictures.Count; picture++)
        {
            _contrast[picture] = Fingerprint.Contrast(pictures[picture]);
            _fromPrevious[picture] = picture > 0 ? Between(picture - 1, picture) : 0;
        }
    }

    /// <summary>The standard deviation of the cells, levels.</summary>
    public float Contrast(int picture) => _contrast[picture];

    /// <summary>Of a picture and the one before; of the first, 0.</summary>
    public float FromPrevious(int picture) => _fromPrevious[picture];

    public float Between(int one, int other) =>
        Fingerprint.MeanDifference(_pictures[one], _pictures[other]) / (LeastContrast + ((_contrast[one] + _contrast[other]) / 2));
}
