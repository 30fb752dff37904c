namespace BetterAuth.Measurements.Timing;

/// <summary>Welch's t of two samples that come in one by one: how sure one can be that their means differ. Below 4.5 there is no evidence (Reparaz, Balasch and Verbauwhede: Dude, is my code constant time?, 2017).</summary>
internal sealed class WelchTest
{
    /// <summary>From here on one says that there is a leak.</summary>
    public const double Evidence = 4.5;

    private readonly long[] _count = new long[2];
    private readonly double[] _mean = new double[2];
    private readonly double[] _squares = new double[2];

    /// <summary>Adds a value to sample 0 or 1.</summary>
    public void Add(int sample, double value)
    {
        _count[sample]++;
        double difference = value - _mean[sample];
        _mean[sample] += difference / _count[sample];
        _squares[sample] += difference * (value - _mean[sample]);
    }

    /// <summary>t; positive when the values of sample 0 are larger.</summary>
    public double Value
    {
        get
        {
            double error = Math.Sqrt((Variance(0) / _count[0]) + (Variance(1) / _count[1]));
            return error > 0 ? (_mean[0] - _mean[1]) / error : 0;
        }
    }

    private double Variance(int sample) => _squares[sample] / (_count[sample] - 1);
}
