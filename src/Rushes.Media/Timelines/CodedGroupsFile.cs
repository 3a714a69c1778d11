using Google.Protobuf;
using Rushes.Media.Timing;

namespace Rushes.Media.Timelines;

/// <summary>The stored form of coded groups.</summary>
internal static class CodedGroupsFile
{
    public static void Write(CodedGroups groups, Stream stream)
    {
        var message = new Wire.CodedGroups
        {
            TimeBaseNumerator = groups.TimeBase.Numerator,
            TimeBaseDenominator = groups.TimeBase.Denominator,
            Digests = ByteString.CopyFrom(groups.Digests),
            Complete = true,
        };
        Differences.Add(message.Times, groups.Times);
        TaggedMessage.Write(stream, "RCG1"u8, message);
    }

    public static CodedGroups Read(Stream stream)
    {
        var message = TaggedMessage.Read(stream, "RCG1"u8, Wire.CodedGroups.Parser);
        return TaggedMessage.Build("groups", message.Complete, () => new CodedGroups(
            new Rational(message.TimeBaseNumerator, message.TimeBaseDenominator), Differences.Sum(message.Times), message.Digests.Memory));
    }
}
