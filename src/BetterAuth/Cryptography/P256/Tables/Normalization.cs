using System.Buffers;
using System.Runtime.CompilerServices;
using BetterAuth.Cryptography.P256.Lanes;

namespace BetterAuth.Cryptography.P256.Tables;

/// <summary>Many points brought to affine coordinates with one inversion (Montgomery's trick: the inverse of a product gives the inverses of its factors).</summary>
internal static class Normalization<T>
    where T : unmanaged, ILanes<T>
{
    private const int MostOnStack = 8 << 10; // bytes

    /// <summary>Makes every point's X and Y its affine coordinates. No point may be infinity.</summary>
    [SkipLocalsInit]
    public static void Run(Span<LanePoint<T>> points)
    {
        T[]? rented = points.Length <= MostOnStack / Unsafe.SizeOf<T>() ? null : ArrayPool<T>.Shared.Rent(points.Length);
        Span<T> products = rented is null ? stackalloc T[points.Length] : rented;
        T product = T.One;
        for (int i = 0; i < points.Length; i++)
        {
            products[i] = product;
            T.Multiply(product, points[i].ZZZ, out product);
        }

        Invert(ref product);
        for (int i = points.Length - 1; i >= 0; i--)
        {
            ref LanePoint<T> point = ref points[i];
            T.Multiply(product, products[i], out T inverse); // 1/ZZZ
            T.Multiply(product, point.ZZZ, out product);
            T.Multiply(point.Y, inverse, out point.Y);

            // 1/ZZ = (ZZ/ZZZ)², since ZZ³ = ZZZ².
            T.Multiply(inverse, point.ZZ, out inverse);
            T.Square(inverse, out inverse);
            T.Multiply(point.X, inverse, out point.X);
        }

        if (rented is not null)
        {
            ArrayPool<T>.Shared.Return(rented);
        }
    }

    /// <summary>The same trick across lanes.</summary>
    private static void Invert(ref T lanes)
    {
        Span<FieldElement> products = stackalloc FieldElement[T.Count];
        FieldElement product = FieldElement.One;
        for (int lane = 0; lane < T.Count; lane++)
        {
            products[lane] = product;
            product *= T.Get(lanes, lane);
        }

        FieldElement inverse = product.Inverse();
        for (int lane = T.Count - 1; lane >= 0; lane--)
        {
            FieldElement own = T.Get(lanes, lane);
            T.Set(ref lanes, lane, inverse * products[lane]);
            inverse *= own;
        }
    }
}
