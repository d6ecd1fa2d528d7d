/** A share from 0 to 1 as a bar that grows from where reading begins. The number stands beside it. */
export function ShareBar({ share }: { share: number }) {
  return (
    <svg aria-hidden width="100%" height="6" className="block rtl:-scale-x-100">
      <rect width="100%" height="6" rx="3" className="fill-sunken" />
      <rect width={`${share * 100}%`} height="6" rx="3" className="fill-brand-solid" />
    </svg>
  );
}
