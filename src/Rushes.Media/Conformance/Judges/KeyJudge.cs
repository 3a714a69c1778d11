using Rushes.Media.Indexing;

namespace Rushes.Media.Conformance.Judges;

/// <summary>Key frames: where they were promised, what the container says of them, and whether the groups behind them are closed.</summary>
internal sealed class KeyJudge(FrameIndex index, StreamPromise promise, string standard, FaultLog log) : IPictureJudge
{
    private const string SyncClause = "ISO/IEC 14496-12 8.6.2";

    private readonly string _clause = standard switch
    {
        "H.264" => "H.264 7.4.1.2.4",
        "H.265" => "H.265 7.4.2.2",
        "AV1" => "AV1 7.6.2",
        "VP9" => "VP9 7.2",
        "H.262" => "H.262 6.3.8",
        _ => standard,
    };

    private readonly HashSet<int> _promised = [.. promise.KeyFrames];
    private int _latestShown = -1;
    private int _key = -1;

    public void Take(int frame, in CodedPicture picture)
    {
        FindWrongFlag(frame, picture.Access);
        FindMissingKey(frame, picture.Access);
        FindOpenGroup(frame, picture.Access);
    }

    private void FindWrongFlag(int frame, RandomAccess access)
    {
        var isKey = index.IsKey(frame);
        if (frame == 0 && access == RandomAccess.None)
        {
            log.Add(frame, FaultCodes.FirstFrame, _clause, "The stream does not start with a picture that can be decoded alone.");
        }
        else if (isKey && access == RandomAccess.None)
        {
            log.Add(frame, FaultCodes.SyncSample, SyncClause, "The container calls it a sync sample, but no decoder can start here.");
        }
        else if (!isKey && access == RandomAccess.Closed)
        {
            log.Warn(frame, FaultCodes.SyncSample, SyncClause, "A decoder can start here, but the container does not call it a sync sample.");
        }
    }

    // At closed key frames decode and presentation order agree.
    private void FindMissingKey(int frame, RandomAccess access)
    {
        var shown = index.PresentationOrder(frame);
        if (_promised.Contains(shown) && (!index.IsKey(frame) || access == RandomAccess.None || frame != shown))
        {
            log.Add(frame, FaultCodes.KeyFrame, string.Empty, "A key frame was promised here.");
        }
    }

    private void FindOpenGroup(int frame, RandomAccess access)
    {
        var shown = index.PresentationOrder(frame);
        if (!index.IsKey(frame))
        {
            if (_key > 0 && shown < index.PresentationOrder(_key))
            {
                Report(frame, "It is decoded after a key frame and shown before it.");
            }
        }
        else
        {
            _key = frame;
            if (access == RandomAccess.Open)
            {
                Report(frame, "Pictures behind this key frame may refer to pictures before it.");
            }
            else if (shown < _latestShown)
            {
                Report(frame, "The key frame is shown before pictures that are decoded before it.");
            }
        }

        _latestShown = Math.Max(_latestShown, shown);
    }

    private void Report(int frame, string message)
    {
        if (promise.HasClosedGroups)
        {
            log.Add(frame, FaultCodes.OpenGop, _clause, message);
        }
    }
}
