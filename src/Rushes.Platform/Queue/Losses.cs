using System.Globalization;
using Rushes.Contracts;

namespace Rushes.Platform.Queue;

/// <summary>Why a message that nobody failed is dead.</summary>
internal static class Losses
{
    public static FailureList Failure(int losses) => new()
    {
        Failures =
        {
            new Failure
            {
                Code = "work.lost",
                Category = FailureCategory.Internal,
                Message = string.Create(CultureInfo.InvariantCulture, $"{losses} times the process that worked on it has died or fell silent, the last times with nothing beside it."),
                Remedy = "Look into the log of the process for what killed it (out of memory?), and try the work again when that is mended.",
            },
        },
    };
}
