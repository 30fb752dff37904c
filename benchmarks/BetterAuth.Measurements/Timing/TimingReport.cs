using System.Diagnostics;
using System.Globalization;

namespace BetterAuth.Measurements.Timing;

/// <summary>Whether comparisons take a time that depends on where the difference is: the two inputs in random order, and Welch's t of the times.</summary>
internal static class TimingReport
{
    // The clock ticks every few tens of nanoseconds; a comparison takes less.
    private const int CallsPerSample = 64;
    private const int Calibration = 10_000;

    /// <summary>The lines; false when a comparison that is meant to be fixed-time shows a difference.</summary>
    public static bool Run(int samples, TextWriter output)
    {
        bool holds = true;
        foreach (Comparison comparison in Comparisons.All())
        {
            double t = Measure(comparison, samples);
            holds &= !comparison.IsFixedTime || Math.Abs(t) < WelchTest.Evidence;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"timing.{comparison.Name} {t:0.00} t {samples} samples"));
        }

        return holds;
    }

    private static double Measure(Comparison comparison, int samples)
    {
        double crop = CropOf(comparison);
        WelchTest test = new();
        for (int i = 0; i < samples; i++)
        {
            int side = Random.Shared.Next(2);
            double time = Time(comparison.Take(side));
            if (time < crop)
            {
                test.Add(side, time);
            }
        }

        return test.Value;
    }

    /// <summary>What is slower than nine in ten was interrupted, and says nothing of the comparison.</summary>
    private static double CropOf(Comparison comparison)
    {
        double[] times = new double[Calibration];
        for (int i = 0; i < 2 * Calibration; i++)
        {
            times[i % Calibration] = Time(comparison.Take(i % 2)); // the first half warms up
        }

        Array.Sort(times);
        return times[Calibration * 9 / 10] + 1;
    }

    private static double Time(Func<bool> compare)
    {
        bool any = false;
        long started = Stopwatch.GetTimestamp();
        for (int i = 0; i < CallsPerSample; i++)
        {
            any |= compare();
        }

        double time = Stopwatch.GetTimestamp() - started;
        return any ? throw new InvalidOperationException("What differs was found to be equal.") : time;
    }
}
