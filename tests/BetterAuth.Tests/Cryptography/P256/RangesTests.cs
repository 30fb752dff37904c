namespace BetterAuth.Tests.Cryptography.P256;

/// <summary>
/// How large values get between reductions, for any sequence of additions and doublings that verification and the building of tables can make: intervals in units of p, followed to their fixed point.
/// </summary>
public class RangesTests
{
    private const double Limit = 4.2; // the topmost limb is then below 4.2·2⁴⁸ + 1 < 2⁵¹, and Digits.Join takes up to 8

    private double _largest;

    [Fact]
    public void Values_stay_below_the_limit_for_good()
    {
        Point affine = new(new(0, 1), new(-1, 1), new(0, 1), new(0, 1));
        Point sum = affine;
        for (int round = 0; round < 100; round++)
        {
            // A point is doubled only after it was made of affine coordinates or an addition, and added to after either.
            Point before = Point.Union(sum, affine);
            Point doubled = Double(before);
            sum = Point.Union(sum, Point.Union(Add(before), Add(doubled)));
        }

        Assert.Equal(sum, Point.Union(sum, Point.Union(Add(Point.Union(sum, affine)), Add(Double(Point.Union(sum, affine))))));
        Point folded = sum;
        for (int level = 0; level < 3; level++)
        {
            folded = Fold(folded);
        }

        Assert.InRange(_largest, 1, Limit);
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

    /// <summary>Two points of the same range added in quads: Y₃ is a difference of two reduced products there.</summary>
    private Point Fold(Point point)
    {
        Interval u = Multiply(point.X, point.ZZ), s = Multiply(point.Y, point.ZZZ);
        Interval p = Seen(u - u), r = Seen(s - s), pp = Square(p), ppp = Multiply(p, pp), q = Multiply(u, pp);
        Interval x = Seen(Square(r) - ppp - q - q);
        return new(x, Seen(Multiply(r, Seen(q - x)) - Multiply(s, ppp)), Multiply(Multiply(point.ZZ, point.ZZ), pp), Multiply(Multiply(point.ZZZ, point.ZZZ), ppp));
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
