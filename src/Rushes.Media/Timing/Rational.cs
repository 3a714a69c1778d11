using System.Globalization;

namespace Rushes.Media.Timing;

/// <summary>An exact ratio in lowest terms with a positive denominator. Times, frame rates and time bases are rationals, never floats.</summary>
/// <remarks><c>default</c> is 0. Results that do not fit 64 bits in lowest terms throw <see cref="OverflowException"/>.</remarks>
public readonly record struct Rational : IComparable<Rational>
{
    // Stored off by one so that default(Rational) is 0/1.
    private readonly long _denominatorMinusOne;

    /// <param name="numerator">Any sign.</param>
    /// <param name="denominator">Not zero; a negative one turns the sign of both.</param>
    /// <exception cref="ArgumentException">The denominator is zero.</exception>
    public Rational(long numerator, long denominator)
        : this(Reduce(numerator, denominator))
    {
    }

    private Rational((long Numerator, long Denominator) reduced)
    {
        Numerator = reduced.Numerator;
        _denominatorMinusOne = reduced.Denominator - 1;
    }

    public static Rational Zero => default;

    public static Rational One => new(1, 1);

    public long Numerator { get; }

    public long Denominator => _denominatorMinusOne + 1;

    public static implicit operator Rational(long value) => new(value, 1);

    public static Rational operator +(Rational a, Rational b) =>
        new(Reduce(((Int128)a.Numerator * b.Denominator) + ((Int128)b.Numerator * a.Denominator), (Int128)a.Denominator * b.Denominator));

    public static Rational operator -(Rational a, Rational b) => a + -b;

    public static Rational operator -(Rational a) => new(checked(-a.Numerator), a.Denominator);

    public static Rational operator *(Rational a, Rational b) =>
        new(Reduce((Int128)a.Numerator * b.Numerator, (Int128)a.Denominator * b.Denominator));

    /// <exception cref="ArgumentException"><paramref name="b"/> is zero.</exception>
    public static Rational operator /(Rational a, Rational b) =>
        new(Reduce((Int128)a.Numerator * b.Denominator, (Int128)a.Denominator * b.Numerator));

    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;

    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;

    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;

    public static Rational FromMilliseconds(long milliseconds) => new(milliseconds, 1000);

    /// <summary>Reads "a/b" or "a", as FFmpeg prints them.</summary>
    /// <exception cref="FormatException">The text is neither, or the denominator is zero.</exception>
    public static Rational Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not a ratio of whole numbers.");

    /// <summary>Reads "a/b" or "a"; false when the text is neither, or the denominator is zero.</summary>
    public static bool TryParse(string? text, out Rational value)
    {
        value = default;
        var parts = (text ?? string.Empty).Split('/');
        var denominator = 1L;
        if (parts.Length > 2
            || !long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var numerator)
            || (parts.Length == 2 && !long.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out denominator))
            || denominator == 0 || denominator == long.MinValue || numerator == long.MinValue)
        {
            return false;
        }

        value = new Rational(numerator, denominator);
        return true;
    }

    public int CompareTo(Rational other) =>
        ((Int128)Numerator * other.Denominator).CompareTo((Int128)other.Numerator * Denominator);

    /// <summary>The smallest whole number of ticks of <paramref name="timescale"/> that is not before this time in seconds.</summary>
    public long CeilingTicks(long timescale) => checked((long)CeilingDivide((Int128)Numerator * timescale, Denominator));

    /// <summary>For display only: arithmetic stays in rationals.</summary>
    public double ToSeconds() => (double)Numerator / Denominator;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static Int128 CeilingDivide(Int128 numerator, Int128 positive)
    {
        var (quotient, remainder) = Int128.DivRem(numerator, positive);
        return remainder > 0 ? quotient + 1 : quotient;
    }

    private static (long Numerator, long Denominator) Reduce(Int128 numerator, Int128 denominator)
    {
        if (denominator == 0)
        {
            throw new ArgumentException("A ratio needs a denominator that is not zero.", nameof(denominator));
        }

        var (a, b) = (Int128.Abs(numerator), Int128.Abs(denominator));
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        var divisor = denominator < 0 ? -a : a;
        return checked(((long)(numerator / divisor), (long)(denominator / divisor)));
    }
}
