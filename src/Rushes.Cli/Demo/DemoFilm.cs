namespace Rushes.Cli.Demo;

/// <summary>
/// The FFmpeg command of the demo film: five shots of six seconds with hard cuts (a zoom into a fractal, a soft gradient
/// under film grain with moving squares, a game of life, a test card, a carpet of squares), over a chord that beeps every second.
/// Seeds, rates and thread counts are fixed, so the film is the same each time.
/// </summary>
internal static class DemoFilm
{
    private const string Video = "s=1280x720:r=24";

    private static readonly string[] Shots =
    [
        $"mandelbrot={Video}:start_scale=0.6:end_scale=0.02:end_pts=200:maxiter=512:start_x=-0.743643:start_y=-0.131825,trim=end_frame=144,format=yuv420p[fractal]",

        $"gradients={Video}:d=6:n=4:seed=7:speed=0.02:c0=0x102a6b:c1=0xd94f70:c2=0xf5b041:c3=0x1abc9c,format=yuv420p[sky]",
        "color=0xf7f7f7:s=150x150:r=24:d=6[white]",
        "color=0x202030:s=90x90:r=24:d=6[dark]",
        @"[sky][white]overlay=x=(W-w)*abs(mod(t/2\,2)-1):y=(H-h)*abs(mod(t/1.3\,2)-1)[one]",
        @"[one][dark]overlay=x=(W-w)*abs(mod(t/1.1+0.4\,2)-1):y=(H-h)*abs(mod(t/1.7+0.9\,2)-1),format=yuv420p,noise=alls=5:allf=t:all_seed=11[gradient]",

        "life=s=320x180:r=24:mold=8:ratio=0.12:seed=42:life_color=0xfff3b0:death_color=0x7a1f3d:mold_color=0x16213e,trim=end_frame=144,scale=1280:720:flags=neighbor,format=yuv420p[life]",

        $"testsrc2={Video}:d=6,hue=h=40*t:s=0.9,format=yuv420p[card]",

        $"gradients={Video}:d=6:n=3:seed=5:speed=0.03:type=radial:c0=0xffd166:c1=0xef476f:c2=0x118ab2,format=gbrp[colour]",
        $"sierpinski={Video}:type=carpet:seed=3:jump=40,trim=end_frame=144,format=gbrp,gblur=sigma=0.8[squares]",
        "[squares][colour]blend=all_mode=multiply,format=yuv420p[carpet]",

        "[fractal][gradient][life][card][carpet]concat=n=5:v=1:a=0,setsar=1[picture]",
        $"aevalsrc={Channel(220, 330)}|{Channel(222, 277)}:s=48000:d=30[sound]",
    ];

    /// <param name="output">A Matroska file to write.</param>
    public static IReadOnlyList<string> Arguments(string output) =>
    [
        "-hide_banner", "-nostdin", "-v", "error", "-progress", "pipe:1", "-y",
        "-filter_complex", string.Join(';', Shots), "-map", "[picture]", "-map", "[sound]",
        "-c:v", "libx264", "-preset", "veryfast", "-crf", "16", "-threads", "2", "-g", "48",
        "-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709",
        "-c:a", "pcm_s16le", "-fflags", "+bitexact", "-f", "matroska", output,
    ];

    // Two soft notes, and a beep at the start of every second.
    private static string Channel(int low, int high) =>
        $@"0.12*sin(2*PI*{low}*t)+0.08*sin(2*PI*{high}*t)+0.5*sin(2*PI*1000*t)*lt(mod(t\,1)\,0.08)";
}
