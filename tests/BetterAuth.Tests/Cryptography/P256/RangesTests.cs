namespace BetterAuth.Tests.Cryptography.P256;

/// <summary>
/// How large values get between reductions, for any sequence of additions and doublings that verification and the building of tables can make (at most four doublings between two additions): intervals in units of p, followed to their fixed point.
/// </summary>
public class RangesTests
{
    private const double Limit = 4.3; // the topmost limb is then below 4.3·2⁴⁸ + 1 < 2⁵¹, and Digits.Join takes up to 8

    private double _largest;

    [Fact]
    public void Values_stay_below_the_limit_for_good()
    {
        Point affine = new(new(0, 1), new(-1, 1), new(0, 1), new(0, 1));
        Point sum = affine;
        for (int round = 0; round < 300; round++)
        {
            sum = Point.Union(sum, Add(UpToFourDoublings(sum)));
        }

        Assert.Equal(sum, Point.Union(sum, Add(UpToFourDoublings(sum))));

        // Folding: lane against lane with one doubling in between, pair against pair with two, and with eight lanes their halves with none or four.
        Point folded = Fold(sum, DoubledInQuads(sum, 1));
        folded = Fold(folded, DoubledInQuads(folded, 2));
        _ = Fold(folded, folded);
        _ = Fold(folded, DoubledInQuads(folded, 4));
        Assert.InRange(_largest, 1, Limit);
    }

    [Fact]
    public void A_chain_of_doublings_stays_below_the_limit_for_good()
    {
        Point power = new(new(0, 1), new(-1, 1), new(0, 1), new(0, 1));
        for (int round = 0; round < 3000; round++)
        {
            power = Point.Union(power, DoubledInQuads(power, 1));
        }

        Assert.Equal(power, Point.Union(power, DoubledInQuads(power, 1)));
        Assert.InRange(_largest, 1, Limit);
    }

    private Point UpToFourDoublings(Point point)
    {
        Point all = point;
        for (int doublings = 0; doublings < 4; doublings++)
        {
            point = Double(point);
            all = Point.Union(all, point);
        }

        return all;
    }

    private Point Add(Point point)
    {
        Interval p = Multiply(new(0, 1), point.ZZ) - point.X, r = Multiply(new(-1, 1), point.ZZZ) - point.Y;
        return Finish(Seen(p), Seen(r), point.X, point.Y, point.ZZ, point.ZZZ);
    }

    private Point Double(Point point)
    {
        Interval u = Seen(point.Y + point.Y), v = Square(u), w = Multiply(u, v), s = Multiply(point.X, v);
        Interval m = Multiply(Seen(point.X - point.ZZ), Seen(point.X + point.ZZ));
        m = Seen(m + m + m);
        Interval x = Seen(Square(m) - s - s);
        return new(x, Reduced(m.Times(Seen(s - x)) - w.Times(point.Y)), Multiply(v, point.ZZ), Multiply(w, point.ZZZ));
    }

    /// <summary>In quads Y₃ is a difference of two reduced products.</summary>
    private Point DoubledInQuads(Point point, int times)
    {
        for (int i = 0; i < times; i++)
        {
            Interval u = Seen(point.Y + point.Y), v = Square(u), w = Multiply(u, v), s = Multiply(point.X, v);
            Interval m = Multiply(Seen(point.X - point.ZZ), Seen(point.X + point.ZZ));
            m = Seen(m + m + m);
            Interval x = Seen(Square(m) - s - s);
            point = new(x, Seen(Multiply(m, Seen(s - x)) - Multiply(w, point.Y)), Multiply(v, point.ZZ), Multiply(w, point.ZZZ));
        }

        return point;
    }

    private Point Fold(Point a, Point b)
    {
        Interval u = Multiply(a.X, b.ZZ), s = Multiply(a.Y, b.ZZZ);
        Interval p = Seen(Multiply(b.X, a.ZZ) - u), r = Seen(Multiply(b.Y, a.ZZZ) - s), pp = Square(p), ppp = Multiply(p, pp), q = Multiply(u, pp);
        Interval x = Seen(Square(r) - ppp - q - q);
        return new(x, Seen(Multiply(r, Seen(q - x)) - Multiply(s, ppp)), Multiply(Multiply(a.ZZ, b.ZZ), pp), Multiply(Multiply(a.ZZZ, b.ZZZ), ppp));
    }

    private Point Finish(Interval p, Interval r, Interval x1, Interval y1, Interval zz, Interval zzz)
    {
        Interval pp = Square(p), ppp = Multiply(p, pp), q = Multiply(x1, pp);
        Interval x = Seen(Square(r) - ppp - q - q);
        return new(x, Reduced(r.Times(Seen(q - x)) - y1.Times(ppp)), Multiply(zz, pp), Multiply(zzz, ppp));
    }

    private Interval Seen(Interval value)
    {
        _largest = Math.Max(_largest, Math.Max(-value.Low, value.High));
        return value;
    }

    private Interval Multiply(Interval a, Interval b) => Reduced(a.Times(b));

    private Interval Square(Interval a)
    {
        double largest = Math.Max(-a.Low, a.High);
        return Reduced(new(0, largest * largest));
    }

    /// <summary>(c + q·p)/2²⁶⁰ with |q| ≤ 2²⁵⁹ and p² &lt; 2²⁵⁶·p.</summary>
    private Interval Reduced(Interval product) => Seen(new((product.Low / 16) - 0.5, (product.High / 16) + 0.5));

    private readonly record struct Interval(double Low, double High)
    {
        public static Interval operator +(Interval a, Interval b) => new(a.Low + b.Low, a.High + b.High);

        public static Interval operator -(Interval a, Interval b) => new(a.Low - b.High, a.High - b.Low);

        public static Interval Union(Interval a, Interval b) => new(Math.Min(a.Low, b.Low), Math.Max(a.High, b.High));

        public Interval Times(Interval other)
        {
            double[] corners = [Low * other.Low, Low * other.High, High * other.Low, High * other.High];
            return new(corners.Min(), corners.Max());
        }
    }

    private readonly record struct Point(Interval X, Interval Y, Interval ZZ, Interval ZZZ)
    {
        public static Point Union(Point a, Point b) => new(Interval.Union(a.X, b.X), Interval.Union(a.Y, b.Y), Interval.Union(a.ZZ, b.ZZ), Interval.Union(a.ZZZ, b.ZZZ));
    }
}
