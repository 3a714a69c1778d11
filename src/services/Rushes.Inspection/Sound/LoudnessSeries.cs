using Rushes.Contracts;

namespace Rushes.Inspection.Sound;

/// <summary>The course of the loudness in at most a thousand points: when they are full, neighbours become one, the louder of the two.</summary>
internal sealed class LoudnessSeries
{
    private const int MostPoints = 1000;

    /// <summary>Values a second that come in.</summary>
    private const int Rate = 10;

    private readonly List<(float Momentary, float ShortTerm)> _points = new(MostPoints);
    private int _valuesPerPoint = 1;
    private int _valuesInLast;

    public void Add(double momentary, double shortTerm)
    {
        if (_valuesInLast == _valuesPerPoint && _points.Count == MostPoints)
        {
            Halve();
        }

        var value = ((float)momentary, (float)shortTerm);
        if (_points.Count == 0 || _valuesInLast == _valuesPerPoint)
        {
            _points.Add(value);
            _valuesInLast = 1;
            return;
        }

        _points[^1] = Louder(_points[^1], value);
        _valuesInLast++;
    }

    public SoundSeries ToContract()
    {
        var series = new SoundSeries { Step = new Rational { Numerator = _valuesPerPoint, Denominator = Rate } };
        series.Momentary.AddRange(_points.Select(point => point.Momentary));
        series.ShortTerm.AddRange(_points.Select(point => point.ShortTerm));
        return series;
    }

    private void Halve()
    {
        for (var point = 0; point < MostPoints / 2; point++)
        {
            _points[point] = Louder(_points[2 * point], _points[(2 * point) + 1]);
        }

        _points.RemoveRange(MostPoints / 2, MostPoints / 2);
        _valuesPerPoint *= 2;
        _valuesInLast = _valuesPerPoint;
    }

    private static (float Momentary, float ShortTerm) Louder((float Momentary, float ShortTerm) one, (float Momentary, float ShortTerm) other) =>
        (Math.Max(one.Momentary, other.Momentary), Math.Max(one.ShortTerm, other.ShortTerm));
}
