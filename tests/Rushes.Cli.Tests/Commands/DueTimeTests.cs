using System.Globalization;
using Rushes.Cli.Commands;

namespace Rushes.Cli.Tests.Commands;

public sealed class DueTimeTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("+2h", "2026-01-31T14:00:00Z")]
    [InlineData("-30y", "1996-02-08T12:00:00Z")]
    [InlineData("+500ms", "2026-01-31T12:00:00.5Z")]
    [InlineData("2026-03-01T08:00:00Z", "2026-03-01T08:00:00Z")]
    [InlineData("2026-03-01T08:00:00+02:00", "2026-03-01T06:00:00Z")]
    [InlineData("2026-03-01t08:00:00.25z", "2026-03-01T08:00:00.25Z")]
    public void Due_InEitherForm_IsAnInstant(string text, string expected)
    {
        Assert.True(DueTime.TryParse(text, Now, out var due));
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), due);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2h")]
    [InlineData("+")]
    [InlineData("+2")]
    [InlineData("tomorrow")]
    [InlineData("2026-03-01")]
    [InlineData("2026-03-01T08:00:00")]     // local to whom?
    [InlineData("2026-13-01T08:00:00Z")]
    [InlineData("-9000y")]
    [InlineData("+9000y")]
    public void Due_WrittenOtherwise_IsRefused(string text) => Assert.False(DueTime.TryParse(text, Now, out _));
}
