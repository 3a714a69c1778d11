namespace Rushes.Media.Conformance.Judges;

/// <summary>What has to hold of each picture alone.</summary>
internal sealed class PictureJudge(StreamPromise promise, FieldScan? container, string standard, FaultLog log) : IPictureJudge
{
    public void Take(int frame, in CodedPicture picture)
    {
        if (picture.ShownFrames > 1)
        {
            log.Add(
                frame, FaultCodes.SeveralPictures, "ISO/IEC 14496-12 3.1.4", "The sample gives out several pictures instead of one.",
                ("pictures", picture.ShownFrames));
        }
        else if (picture.ShownFrames == 0)
        {
            log.Add(frame, FaultCodes.NoPicture, "ISO/IEC 14496-12 3.1.4", "The sample gives out no picture.");
        }

        if (picture.Fields is not { } fields)
        {
            return;
        }

        if (promise.Fields is { } wanted && fields != wanted)
        {
            log.Add(frame, FaultCodes.FieldOrder, standard, $"The picture is coded as {fields.Name()}, not as {wanted.Name()}.");
        }
        else if (promise.Fields is null && container is { } said && said != FieldScan.Progressive && fields != said && fields != FieldScan.Progressive)
        {
            log.Add(frame, FaultCodes.FieldOrder, standard, $"The picture is coded as {fields.Name()}; the container says {said.Name()}.");
        }
    }
}
