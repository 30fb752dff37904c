using System.Runtime.CompilerServices;

namespace BetterAuth.Cryptography.P256.Lanes;

/// <summary>
/// A point per lane in XYZZ coordinates: x = X/ZZ, y = Y/ZZZ, ZZ³ = ZZZ² (formulas: Explicit-Formulas Database, "XYZZ coordinates with a4 = −3").
/// </summary>
/// <remarks>
/// Nothing here looks for exceptions. An addition of a point to itself or to its negative gives ZZ = 0, a formula multiplies ZZ and never adds to it, and so it stays 0: one test at the end finds that out.
/// A doubling has no exception, as the group's order is odd.
/// </remarks>
internal struct LanePoint<T>
    where T : unmanaged, ILanes<T>
{
    public T X;
    public T Y;
    public T ZZ;
    public T ZZZ;

    /// <summary>The affine point (x, y).</summary>
    public void Become(in T x, in T y)
    {
        X = x;
        Y = y;
        ZZ = T.One;
        ZZZ = T.One;
    }

    /// <summary>Adds the affine point (x, y): madd-2008-s, ten products.</summary>
    /// <remarks>In an order in which a product seldom needs the one just before it: an eighth faster than as the formula is written.</remarks>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(in T x, in T y)
    {
        T.Multiply(x, ZZ, out T p);
        T.Multiply(y, ZZZ, out T r);
        T.Subtract(p, X, out p);
        T.Subtract(r, Y, out r);
        T.Square(p, out T pp);
        T.Square(r, out T t);
        T.Multiply(p, pp, out T ppp);
        T.Multiply(X, pp, out T q);
        T.Multiply(ZZ, pp, out ZZ);
        T.SubtractTwice(t, ppp, q, out X);
        T.Multiply(ZZZ, ppp, out ZZZ);
        T.Subtract(q, X, out t);
        T.MultiplyDifference(r, t, Y, ppp, out Y);
    }

    /// <summary>The sum of two affine points: mmadd-2008-s, six products.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void BecomeSum(in T x1, in T y1, in T x2, in T y2)
    {
        T.Subtract(x2, x1, out T p);
        T.Subtract(y2, y1, out T r);
        T.Square(p, out ZZ);
        T.Square(r, out T t);
        T.Multiply(p, ZZ, out ZZZ);
        T.Multiply(x1, ZZ, out T q);
        T.SubtractTwice(t, ZZZ, q, out X);
        T.Subtract(q, X, out t);
        T.MultiplyDifference(r, t, y1, ZZZ, out Y);
    }

    /// <summary>Doubles: dbl-2008-s-1 with M = 3(X − ZZ)(X + ZZ), ten products.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Double()
    {
        T.Add(Y, Y, out T u);
        T.Square(u, out T v);
        T.Multiply(u, v, out T w);
        T.Multiply(X, v, out T s);
        T.Subtract(X, ZZ, out T m);
        T.Add(X, ZZ, out T t);
        T.Multiply(m, t, out m);
        T.Add(m, m, out t);
        T.Add(m, t, out m);
        T.Square(m, out t);
        T.Subtract(t, s, out t);
        T.Subtract(t, s, out X);
        T.Subtract(s, X, out t);
        T.MultiplyDifference(m, t, w, Y, out Y);
        T.Multiply(v, ZZ, out ZZ);
        T.Multiply(w, ZZZ, out ZZZ);
    }
}
